"""What people type for days and periods in, times or the reasons for refusing them out."""
