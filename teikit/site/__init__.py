"""The pages of a site around its documents: frame, lists, registers, texts of its own."""
