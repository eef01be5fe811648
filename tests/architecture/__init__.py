"""The house rules, kept by a machine: each rule is tried on a line that breaks it."""
