"""Lists and reports for those who watch over others: overdue and due soon, completion, first attempts, times."""
