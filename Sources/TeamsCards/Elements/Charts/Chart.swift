/// The charts that Teams draws.
public enum Chart {}
