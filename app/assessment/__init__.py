"""What people are tested by: quizzes and calls."""
