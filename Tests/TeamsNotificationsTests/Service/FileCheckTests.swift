import Foundation
import ServiceKit
import Testing

@testable import TeamsNotifications

@Suite struct FileCheckTests {
    /// What is said of files with these modes; nothing when all is well.
    @Test(arguments: [
        (0o600, 0o600, 0o700, ""), (0o644, 0o600, 0o700, "chmod 600 <keys>"), (0o600, 0o640, 0o755, "chmod 600 <data>"),
        (0o604, 0o660, 0o700, "chmod 600 <keys> <data>"), (0o600, 0o600, 0o777, "chmod go-w"),
        (0o600, 0o600, 0o1777, ""),
    ])
    func whatOthersMayReadIsTold(keys: Int, data: Int, folder: Int, words: String) throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let paths = ["keys", "data"].map { place.appending(path: $0).path(percentEncoded: false) }
        for (path, mode) in zip(paths, [keys, data]) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: mode])
        }
        try FileManager.default.setAttributes(
            [.posixPermissions: folder], ofItemAtPath: place.path(percentEncoded: false))
        var settings = try NotifierSettings(options: [:], file: nil, environment: ProcessEnvironment([:]))
        settings.apiKeyFile = paths[0]
        settings.database = .file(paths[1])
        let findings = FileCheck(settings: settings).findings().filter { $0.name == "permissions" }
        let wanted = words.replacing("<keys>", with: paths[0]).replacing("<data>", with: paths[1])
        #expect(findings.count == 1)
        #expect(findings.first?.isGood == true && findings.first?.isDoubtful == !words.isEmpty)
        #expect(findings.first?.text.contains(wanted) == true || words.isEmpty, "\(findings)")
    }

    @Test func theRoomOnTheDiskIsTold() throws {
        let settings = try NotifierSettings(options: [:], file: nil, environment: ProcessEnvironment([:]))
        let disk = FileCheck(settings: settings).findings().last
        #expect(disk?.name == "disk" && disk?.text.contains("MB are free") == true)
    }
}
