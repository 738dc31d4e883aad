"""What every other room stands on: clock, ids, errors, the unit of work and the wall. No Flask, no domain."""
