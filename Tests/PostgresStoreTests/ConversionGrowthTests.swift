import SQLCore
import TestSupport
import Testing

@testable import PostgresStore

struct ConversionGrowthTests {
    @Test("What is converted costs in proportion to its size")
    func conversions() {
        let shapes: [(name: String, work: (Int) -> Void)] = [
            (
                "bytes",
                { count in
                    let value = SQLValue.blob([UInt8](repeating: 7, count: count))
                    ParameterBuffer([value]).withPointers { _, _, _ in }
                }
            ),
            (
                "many values",
                { count in
                    let buffer = ParameterBuffer([SQLValue](repeating: "some text", count: count / 16))
                    buffer.withPointers { _, _, _ in }
                }
            ),
            (
                "a long statement",
                { count in
                    let statement = PostgresStatement(
                        String(repeating: "é", count: count), [.text(String(repeating: "é", count: count))])
                    try? statement.check()
                }
            ),
            (
                "written bytes",
                { count in
                    let written = Array("\\x".utf8) + [UInt8](repeating: 0x41, count: 2 * count)
                    written.withUnsafeBufferPointer { _ = ValueForm.bytes.value($0) }
                }
            ),
            ("a name of quotes", { count in _ = PostgresName.quoted(String(repeating: "\"", count: count)) }),
            (
                "a message full of passwords",
                { count in
                    _ = PostgresPassword("ab").hidden(in: String(repeating: "ab", count: count))
                }
            ),
            (
                "news that nobody reads",
                { count in
                    var buffer = NewsBuffer<Int>(most: count / 4)
                    for number in 0..<count {
                        _ = buffer.add(.notification(PostgresNotification(channel: "c", payload: "", sender: number)))
                    }
                    while case .now = buffer.read() {}
                }
            ),
            (
                "a long pipeline",
                { count in
                    var progress = PipelineProgress<Int>(Array(repeating: [.statement], count: count))
                    for number in 0..<count {
                        _ = progress.take(.answer(number))
                        _ = progress.take(.end)
                        _ = progress.take(.sync)
                    }
                }
            ),
        ]
        for (name, work) in shapes { expectLinear(name, size: 4096, of: { $0 }, in: work) }
    }
}
