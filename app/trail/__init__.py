"""The chained record of acts: every write, who did it, when it happened and when it was recorded."""
