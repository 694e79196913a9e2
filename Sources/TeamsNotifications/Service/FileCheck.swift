internal import Foundation

/// What the system says of the files that the service needs: who may read them, and whether there is room.
struct FileCheck {
    /// Below this the disk may be full before anybody has looked.
    private static let leastBytes = 256 << 20

    let settings: NotifierSettings

    /// What is worth telling; files that are not there have been told of before.
    func findings() -> [NotifierCheck.Finding] {
        var findings: [NotifierCheck.Finding] = []
        let data = settings.database.file
        let secrets = [settings.apiKeyFile, data, data.map { $0 + "-wal" }].compactMap(\.self)
        let open = secrets.filter { (mode(of: $0) ?? 0) & 0o077 != 0 }
        let folder = data.map { URL(filePath: $0).deletingLastPathComponent().path(percentEncoded: false) }
        if !open.isEmpty {
            let names = open.joined(separator: " ")
            findings.append(
                NotifierCheck.Finding("permissions", doubtful: "others may read or write: chmod 600 \(names)"))
        }
        // A folder like /tmp lets others write, and not remove.
        if let folder, let mode = mode(of: folder), mode & 0o022 != 0, mode & 0o1000 == 0 {
            findings.append(
                NotifierCheck.Finding("permissions", doubtful: "others may replace files in \(folder): chmod go-w it"))
        }
        if findings.isEmpty {
            findings.append(NotifierCheck.Finding("permissions", good: "the service's files are its owner's alone"))
        }
        if let disk = folder.flatMap(disk) { findings.append(disk) }
        return findings
    }

    private func disk(_ folder: String) -> NotifierCheck.Finding? {
        var status = statvfs()
        guard unsafe statvfs(folder, &status) == 0 else { return nil }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let text = "\(free >> 20) MB are free in \(folder)"
        return free >= UInt64(Self.leastBytes)
            ? NotifierCheck.Finding("disk", good: text)
            : NotifierCheck.Finding("disk", wrong: "\(text); make room, or let RETENTION remove old deliveries")
    }

    private func mode(of path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }
}
