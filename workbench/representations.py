"""The shapes of the contract, decided once."""
