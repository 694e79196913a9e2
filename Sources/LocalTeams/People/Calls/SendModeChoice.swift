internal import JSONKit

/// `POST /bots/{bot}/send-mode`: how deliveries are signed from now on.
struct SendModeChoice: StrictlyDecodable {
    let mode: SendMode

    init(from reader: inout StrictReader) throws(StrictError) {
        mode = try reader.required("mode")
    }
}

extension SendMode: StrictChoice {}
