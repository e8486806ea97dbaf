"""What pages show: rows and core objects turned into titles, badges and figures. Reads only."""
