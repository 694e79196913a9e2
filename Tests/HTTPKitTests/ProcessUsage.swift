import Foundation
import Testing

/// What this process takes of the machine.
struct ProcessUsage {
    /// Memory of its own that is really there, in bytes: without the program's and its libraries' code.
    let residentBytes: Int
    /// Open files and sockets.
    let descriptors: Int

    static func now() -> ProcessUsage {
        ProcessUsage(residentBytes: residentBytes(), descriptors: countDescriptors())
    }

    /// The usage while nobody asks anything of the server at `port`, which runs by then.
    static func idle(port: Int) throws -> ProcessUsage {
        try ask(RawClient(port: port))
        return now()
    }

    fileprivate static func ask(_ client: RawClient) throws {
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readResponse().status == 200)
    }

    /// Known on Linux alone. None in a build for ThreadSanitizer, whose shadow of the memory is several times as large.
    private static func residentBytes() -> Int {
        #if THREAD_SANITIZER || !os(Linux)
            return 0
        #else
            return ownBytes()
        #endif
    }

    private static func ownBytes() -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard text.hasPrefix("RssAnon:") else { continue }
            return (Int(text.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? 0) << 10
        }
        return 0
    }

    private static func countDescriptors() -> Int {
        guard let folder = opendir("/dev/fd") else { return 0 }
        defer { closedir(folder) }
        var count = -3  // ".", ".." and the folder's own
        while readdir(folder) != nil { count += 1 }
        return count
    }
}

let mebibyte = 1 << 20

/// Asks the server at `port` for one thing after the other until the process is back where it was at `before`, but for
/// `margin` bytes and for `descriptors` that the test still has open itself. Every request must be answered.
func expectBack(
    to before: ProcessUsage, port: Int, margin: Int = 16 * mebibyte, descriptors: Int = 0
) throws {
    // What the server still has to let go of may leave no room for the first ones.
    for _ in 0..<10_000 {
        let first = try RawClient(port: port)
        try first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        if try first.readResponse().status == 200 { break }
    }
    let client = try RawClient(port: port)
    var usage = ProcessUsage.now()
    for _ in 0..<60_000 {
        try ProcessUsage.ask(client)
        usage = ProcessUsage.now()
        // Two of the descriptors are the ends of this conversation, and two may be the process's own business.
        if usage.residentBytes <= before.residentBytes + margin,
            usage.descriptors <= before.descriptors + descriptors + 4
        {
            return
        }
    }
    throw RawClient.Failure(what: "before: \(before), now: \(usage)")
}
