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
]

@Suite struct SettingsTests {
    @Test func theCommandLineWinsThenTheEnvironmentThenTheFile() throws {
        let json = "{\"port\":1,\"data\":\"file.db\",\"templates\":\"cards\",\"clientId\":\"file\",\"TENANT_ID\":\"t\"}"
        let read = try settings(
            json, options: ["PORT": "3"], credentials.merging(["PORT": "2", "DATA": "env.db"]) { $1 })
        #expect(read.app.port == 3)
        #expect(read.data == "env.db")
        #expect(read.templates == "cards")
        #expect(read.app.credentials?.clientID == "id")
        #expect(read.app.credentials?.tenantID == "t")
    }

    @Test func withoutAnythingItIsAsDocumented() throws {
        let read = try settings()
        #expect(read.app.port == 3978)
        #expect(read.data == "teams.db")
        #expect(read.clock == .real)
        #expect(read.apiKeyFile == nil && read.templates == nil && read.entra == nil && read.welcome == nil)
    }

    @Test(arguments: mistakes) func aMistakeInTheFileIsNamed(json: String, words: String) throws {
        let error = #expect(throws: SettingError.self) { try settings(json) }
        let message = try #require(error).message
        #expect(message.contains(words), "\(message)")
        #expect(!message.contains("\n"))
    }

    @Test func aMistakeOfAnOptionNamesTheOption() {
        let error = #expect(throws: SettingError.self) { try settings(options: ["PORT": "many"]) }
        #expect(error?.message.hasPrefix("--port is \"many\"") == true)
        let clock = #expect(throws: SettingError.self) { try settings(options: ["CLOCK": "sundial"]) }
        #expect(clock?.message.hasPrefix("--clock is") == true)
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
