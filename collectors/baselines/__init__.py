"""How baselines are made, kept and asked for."""
