"""The shapes of the contract, decided once, for commands, API and exports."""
