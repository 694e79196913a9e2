internal import SQLCore

/// The values of a statement as libpq wants them: pointers, lengths, types and formats in arrays of equal length.
struct ParameterBuffer {
    private static let textFormat: CInt = 0
    private static let binaryFormat: CInt = 1

    /// The types, with 0 for what takes the type of its place.
    let types: [UInt32]
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [CInt] = []
    private var formats: [CInt] = []

    init(_ values: [SQLValue]) {
        types = Self.types(of: values)
        for value in values {
            switch value {
            case .null:
                starts.append(nil)
                lengths.append(0)
                formats.append(Self.textFormat)
            case .integer(let number): append("\(number)")
            case .real(let number): append("\(number)")
            case .text(let text): append(text)
            case .blob(let blob):
                starts.append(bytes.count)
                lengths.append(CInt(blob.count))
                formats.append(Self.binaryFormat)
                bytes += blob
                bytes.append(0)  // so that even the last and empty one has an address
            }
        }
    }

    static func types(of values: [SQLValue]) -> [UInt32] {
        values.map { value in
            switch value {
            case .integer: ValueForm.bigint
            case .real: ValueForm.doublePrecision
            case .blob: ValueForm.bytea
            case .text, .null: 0
            }
        }
    }

    private mutating func append(_ text: String) {
        starts.append(bytes.count)
        lengths.append(CInt(text.utf8.count))
        formats.append(Self.textFormat)
        bytes += text.utf8
        bytes.append(0)  // libpq takes a text up to its NUL
    }

    /// Lends the arrays to `body`: pointers to the values, their lengths, and their formats.
    func withPointers<Result>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?
        ) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { memory in
            let base = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { start in base.map { UnsafePointer($0 + start) } } }
            return pointers.withUnsafeBufferPointer { pointers in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
