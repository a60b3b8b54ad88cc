"""Files of claims in, dossiers out."""
