print("tour-bot")
