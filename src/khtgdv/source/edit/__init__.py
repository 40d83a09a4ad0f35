"""What a person records in: the files of a plan changed, safely, and a way back out."""
