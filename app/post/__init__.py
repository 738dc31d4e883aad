"""What is to be mailed: rows written with the change that they tell of, sent later by the worker."""
