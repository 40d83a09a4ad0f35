"""Results and where they shall go in; files written for people, told and opened, out."""
