/// What happens when someone presses.
public enum Action {}
