print("teams")
