"""The Print tab."""
