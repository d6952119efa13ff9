"""The page Languages and models: what this computer can do without a network, and how far it can be trusted."""
