"""RELAX NG: schemas, whether a document keeps to one, and where and why it does not."""
