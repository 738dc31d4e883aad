"""Calls: rehearsals alone, the queue of people who are ready, live test calls and their series, coaching."""
