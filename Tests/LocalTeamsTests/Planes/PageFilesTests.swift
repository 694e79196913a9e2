import Foundation
import HTTPKit
import Testing

@testable import LocalTeams

@Suite struct PageFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/LocalTeams/Web/Page").standardizedFileURL

    @Test func everyFileOfTheFolderIsServedUnderItsName() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
        let served = names.map { $0 == "index.html" ? "/" : "/\($0)" }
        #expect(Set(served) == Set([String: [UInt8]].pageFiles.keys))
        for name in names {
            let bytes = try Data(contentsOf: Self.folder.appending(path: name))
            #expect([String: [UInt8]].pageFiles[name == "index.html" ? "/" : "/\(name)"] == Array(bytes), "\(name)")
        }
    }

    @Test(arguments: [("/", "text/html"), ("/main.js", "text/javascript"), ("/theme.css", "text/css")])
    func filesHaveTheirTypeAndStayInTheirBox(path: String, type: String) throws {
        let files = PageFiles(.pageFiles)
        let answer = try #require(files.respond(to: HTTP.Request(method: "GET", target: path + "?as=ines")))
        #expect(answer.status == 200)
        #expect(answer.fields["Content-Type"]?.hasPrefix(type) == true)
        #expect(answer.fields["Content-Security-Policy"]?.contains("script-src 'self';") == true)
        #expect(answer.fields["Content-Security-Policy"]?.contains("unsafe") == false)
        let tag = try #require(answer.fields["ETag"])
        let again = files.respond(to: HTTP.Request(method: "GET", target: path, fields: ["If-None-Match": tag]))
        #expect(again?.status == 304)
        #expect(files.respond(to: HTTP.Request(method: "POST", target: path))?.status == 405)
        #expect(files.respond(to: HTTP.Request(method: "GET", target: "/../Package.swift")) == nil)
    }
}
