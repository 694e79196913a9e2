import Foundation
import HTTPKit
import Testing

@testable import LocalTeams

@Suite struct PageFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/LocalTeams/Web/Page").standardizedFileURL

    private static func isFolder(_ name: String) -> Bool {
        (try? folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }

    @Test func everyFileOfTheFolderIsServedUnderItsName() throws {
        let folder = Self.folder.path(percentEncoded: false)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        let names = paths.filter { !Self.isFolder($0) }
        let served = names.map { $0 == "index.html" ? "/" : "/\($0)" }
        #expect(Set(served) == Set([String: [UInt8]].pageFiles.keys))
        for name in names {
            let bytes = try Data(contentsOf: Self.folder.appending(path: name))
            #expect([String: [UInt8]].pageFiles[name == "index.html" ? "/" : "/\(name)"] == Array(bytes), "\(name)")
        }
    }

    /// What a module names with `from` or a page with `href` and `src` is there.
    @Test func everyFileThatTheFilesNameIsServed() throws {
        let files = [String: [UInt8]].pageFiles
        let named = try Regex<(Substring, Substring)>(#"(?:\bfrom |\bhref=|\bsrc=)['"]([^'":]+)['"]"#)
        for (path, bytes) in files where !path.hasSuffix(".svg") {
            let here = try #require(URL(string: "http://localhost\(path)"))
            for match in String(decoding: bytes, as: UTF8.self).matches(of: named) {
                let target = URL(string: String(match.output.1), relativeTo: here)?.path() ?? ""
                #expect(files[target] != nil, "\(path) names \(target)")
            }
        }
    }

    /// Rooms know the base, and none another: `main.js` and `shell.js` alone know them all.
    @Test func roomsOfThePageHaveArrowsInOneDirection() throws {
        let named = try Regex<(Substring, Substring)>(#"\bfrom '([^']+)'"#)
        for (path, bytes) in [String: [UInt8]].pageFiles where path.hasSuffix(".js") {
            let room = path.split(separator: "/").dropLast().first
            for match in String(decoding: bytes, as: UTF8.self).matches(of: named) where room != nil {
                #expect(
                    match.output.1.hasPrefix("./") || room != "base" && match.output.1.hasPrefix("../base/"),
                    "\(path) imports \(match.output.1)")
            }
        }
    }

    @Test(arguments: [("/", "text/html"), ("/main.js", "text/javascript"), ("/base/theme.css", "text/css")])
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
