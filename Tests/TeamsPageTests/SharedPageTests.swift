import Foundation
import HTTPKit
import TeamsPage
import Testing

@Suite struct SharedPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/TeamsPage/Page").standardizedFileURL

    private static func isFolder(_ name: String) -> Bool {
        (try? folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }

    @Test func everyFileOfTheFolderIsThereUnderItsName() throws {
        let folder = Self.folder.path(percentEncoded: false)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !Self.isFolder($0) }
        #expect(Set(names.map { "/\($0)" }) == Set([String: [UInt8]].sharedPage.keys))
        for name in names {
            let bytes = try Data(contentsOf: Self.folder.appending(path: name))
            #expect([String: [UInt8]].sharedPage["/\(name)"] == Array(bytes), "\(name)")
        }
    }

    /// What pages share names nothing that only one of them has.
    @Test func everyModuleThatTheModulesNameIsThere() throws {
        let files = [String: [UInt8]].sharedPage
        let named = try Regex<(Substring, Substring)>(#"\bfrom '([^']+)'"#)
        for (path, bytes) in files where path.hasSuffix(".js") {
            let here = try #require(URL(string: "http://localhost\(path)"))
            for match in String(decoding: bytes, as: UTF8.self).matches(of: named) {
                let target = URL(string: String(match.output.1), relativeTo: here)?.path() ?? ""
                #expect(files[target] != nil, "\(path) names \(target)")
            }
        }
    }

    @Test func aPageHasItsOwnFilesAndTheSharedOnes() {
        let page = ["/": [1], "/base/dom.js": [2] as [UInt8]].withSharedPage
        #expect(page["/"] == [1])
        #expect(page["/base/dom.js"] == [2])
        #expect(page["/cards/renderer.js"] != nil)
    }
}
