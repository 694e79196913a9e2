extension Cloud {
    /// The host of Microsoft's canary ring, where the newest Teams runs for those who test it:
    /// `https://canary.botapi.skype.com/amer/`. No cloud lists it.
    public static let canaryServiceHost = "canary.botapi.skype.com"
}
