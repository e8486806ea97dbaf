"""Passes nobody should believe, made on purpose: case files whose verdicts come from how each token was built."""
