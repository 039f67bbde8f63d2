"""What is remembered: tables, and the questions and changes of each noun."""
