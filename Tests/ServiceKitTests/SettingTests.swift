import ServiceKit
import Testing

private let wrong: [(text: String, message: String, read: @Sendable (Setting) throws -> Void)] = [
    ("abc", "PORT is \"abc\"; it must be a whole number from 0 to 65535", { _ = try $0.integer(in: 0...65535) }),
    ("65536", "PORT is \"65536\"; it must be a whole number from 0 to 65535", { _ = try $0.integer(in: 0...65535) }),
    (" 1", "PORT is \" 1\"; it must be a whole number", { _ = try $0.integer() }),
    ("yes", "PORT is \"yes\"; it must be true or false", { _ = try $0.boolean() }),
    ("x\n\u{1b}", "PORT is \"x\"; it must be one of a, b", { _ = try $0.choice(of: ["a", "b"]) }),
]

@Test(arguments: wrong)
func settingSaysWhatIsAllowed(text: String, message: String, read: @Sendable (Setting) throws -> Void) {
    #expect(throws: SettingError(setting: "PORT", message: message)) { try read(Setting(name: "PORT", text: text)) }
}

@Test func settingIsRead() throws {
    #expect(try Setting(name: "PORT", text: "0").integer(in: 0...65535) == 0)
    #expect(try Setting(name: "SKIP", text: "true").boolean())
    #expect(try Setting(name: "CLOUD", text: "usgov").choice(of: ["Public", "USGov"]) == "USGov")
}

@Test func environmentKnowsWhatIsSet() throws {
    let environment = ProcessEnvironment(["PORT": "3978", "EMPTY": ""])
    #expect(environment["PORT"]?.text == "3978")
    #expect(environment["EMPTY"] == nil)
    #expect(environment["ABSENT"] == nil)
    #expect(try environment.required("PORT", "a port").text == "3978")
    #expect(
        throws: SettingError(setting: "CLIENT_ID", message: "CLIENT_ID is not set; it must be the app id of the bot")
    ) { try environment.required("CLIENT_ID", "the app id of the bot") }
}
