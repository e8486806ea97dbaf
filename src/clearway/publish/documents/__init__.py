"""Documents that leave on paper: assessment, opinion, decision, notice, filing, lifting, order; DOCX and PDF."""
