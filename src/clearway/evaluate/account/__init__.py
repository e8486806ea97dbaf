"""The cost account of a closure: what is reckoned, what was counted, in natural units first, then in yuan."""
