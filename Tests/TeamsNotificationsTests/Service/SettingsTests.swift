import Foundation
import HTTPKit
import ServiceKit
import TeamsApp
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsNotifications

private let credentials = ["CLIENT_ID": "id", "CLIENT_SECRET": "secret"]

private func settings(
    _ json: String? = nil, options: [String: String] = [:], _ environment: [String: String] = credentials
) throws -> NotifierSettings {
    let path = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: path) }
    try json?.write(to: path, atomically: true, encoding: .utf8)
    let given = options.map { name, text in
        (name, Setting(name: "--" + name.lowercased().replacing("_", with: "-"), text: text))
    }
    return try NotifierSettings(
        options: Dictionary(uniqueKeysWithValues: given), file: json == nil ? nil : path.path(percentEncoded: false),
        environment: ProcessEnvironment(environment))
}

/// What is wrong, and what the one line must say.
private let mistakes: [(json: String, words: String)] = [
    ("{", "no JSON"), ("[]", "must be an object"), ("{\"prot\":1}", "/prot: is not known here; did you mean port?"),
    ("{\"port\":\"many\"}", "/port: PORT is \"many\""), ("{\"port\":70000}", "/port"), ("{\"port\":1.5}", "/port"),
    ("{\"port\":[]}", "/port: must be a text"), ("{\"cloud\":\"moon\"}", "/cloud"),
    ("{\"clock\":\"sundial\"}", "/clock"),
    ("{\"clock\":\"local-teams\"}", "LOCAL_TEAMS_URL is not set"), ("{\"port\":1,\"PORT\":1}", "another spelling"),
    ("{\"entra\":{}}", "/entra/tenant: is missing"),
    ("{\"entra\":{\"tenant\":\"t\",\"audience\":\"a\",\"roles\":{\"R\":\"all\"}}}", "/entra/roles/R"),
    ("{\"entra\":{\"tenant\":\"t\",\"audience\":\"a\",\"roles\":{}}}", "/entra/roles"),
    (
        "{\"entra\":{\"tenant\":\"t\",\"audience\":\"a\",\"roles\":{\"R\":\"read\"},"
            + "\"metadata\":\"http://x.example/\"}}",
        "/entra/metadata"
    ),
    ("{\"welcome\":{\"everyone\":{\"text\":\"x\"}}}", "/welcome/everyone"),
    ("{\"welcome\":{\"personal\":{\"text\":1}}}", "/welcome/personal/text"),
    ("{\"retention\":\"90 days\"}", "/retention: RETENTION is \"90 days\"; it must be a duration of a day or more"),
    ("{\"retention\":\"PT23H\"}", "/retention"), ("{\"logFormat\":\"xml\"}", "/logFormat"),
    ("{\"logLevel\":\"loud\"}", "/logLevel"),
    ("{\"webhooks\":{\"ops\":\"http://127.0.0.1/hidden\"}}", "/webhooks: ops is on this machine"),
    ("{\"webhooks\":{\"ops\":\"http://x.example/hidden\"}}", "/webhooks: ops must be an https address"),
    ("{\"webhooks\":{\"ops\":1}}", "/webhooks: ops must be"), ("{\"webhooks\":[]}", "/webhooks: must be an object"),
]

@Suite struct SettingsTests {
    @Test func theCommandLineWinsThenTheEnvironmentThenTheFile() throws {
        let json = "{\"port\":1,\"data\":\"file.db\",\"templates\":\"cards\",\"clientId\":\"file\",\"TENANT_ID\":\"t\"}"
        let read = try settings(
            json, options: ["PORT": "3"], credentials.merging(["PORT": "2", "DATA": "env.db"]) { $1 })
        #expect(read.app.port == 3)
        #expect(read.database == .file("env.db"))
        #expect(read.templates == "cards")
        #expect(read.app.credentials?.clientID == "id")
        #expect(read.app.credentials?.tenantID == "t")
    }

    @Test func withoutAnythingItIsAsDocumented() throws {
        let read = try settings()
        #expect(read.app.port == 3978)
        #expect(read.database == .file("teams.db"))
        #expect(read.clock == .real)
        #expect(read.apiKeyFile == nil && read.templates == nil && read.entra == nil && read.welcome == nil)
    }

    @Test func logAndRetentionAreSettings() throws {
        #expect(try settings().retention == nil && settings().logFormat == .text && settings().logLevel == .info)
        let read = try settings("{\"retention\":\"P90D\",\"logFormat\":\"JSON\",\"logLevel\":\"debug\"}")
        #expect(read.retention == .seconds(90 * 86_400) && read.logFormat == .json && read.logLevel == .debug)
    }

    @Test(arguments: mistakes) func aMistakeInTheFileIsNamed(json: String, words: String) throws {
        let error = #expect(throws: SettingError.self) { try settings(json) }
        let message = try #require(error).message
        #expect(message.contains(words), "\(message)")
        #expect(!message.contains("hidden"))
        #expect(!message.contains("\n"))
    }

    @Test func aMistakeOfAnOptionNamesTheOption() {
        let error = #expect(throws: SettingError.self) { try settings(options: ["PORT": "many"]) }
        #expect(error?.message.hasPrefix("--port is \"many\"") == true)
        let clock = #expect(throws: SettingError.self) { try settings(options: ["CLOCK": "sundial"]) }
        #expect(clock?.message.hasPrefix("--clock is") == true)
    }

    @Test func webhooksHaveNames() throws {
        let json = "{\"webhooks\":{\"ops\":\"https://x.example/hidden\"}}"
        #expect(try settings(json).webhooks == ["ops": "https://x.example/hidden"])
        let local = credentials.merging(
            ["WEBHOOKS": "{\"ops\":\"http://127.0.0.1:3979/x\"}", "LOCAL_TEAMS_URL": "http://127.0.0.1:3979"]) { $1 }
        #expect(try settings(nil, local).webhooks.count == 1)
        let error = #expect(throws: SettingError.self) {
            try settings(nil, credentials.merging(["WEBHOOKS": "{\"ops\":\"hidden"]) { $1 })
        }
        #expect(error?.message.hasPrefix("WEBHOOKS") == true && error?.message.contains("hidden") == false)
    }

    @Test func objectsMayStandInVariables() throws {
        let entra = "{\"tenant\":\"t\",\"audience\":\"a\",\"roles\":{\"Sender\":\"send\"}}"
        let read = try settings(nil, credentials.merging(["ENTRA": entra]) { $1 })
        #expect(read.entra?.roles == ["Sender": .send])
        #expect(
            read.entra?.metadata.description
                == "https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration")
        let error = #expect(throws: SettingError.self) { try settings(nil, credentials.merging(["ENTRA": "{"]) { $1 }) }
        #expect(error?.message.hasPrefix("ENTRA") == true)
    }
}
