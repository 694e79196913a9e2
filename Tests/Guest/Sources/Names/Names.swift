// Every name here is meant to be another package's, and stands without its module. Were one ours too, this would not
// compile.
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Teams
import Vapor

/// Each says by its type whose it is.
struct Theirs {
    let logger: Logging.Logger = Logger(label: "theirs")
    let request: HTTPTypes.HTTPRequest = HTTPRequest(path: "/")
    let response: HTTPTypes.HTTPResponse = HTTPResponse()
    let fields: HTTPTypes.HTTPFields = HTTPFields()
    let vaporRequest: Vapor.Request = Request()
    let vaporResponse: Vapor.Response = Response()
    let headers: Vapor.HTTPHeaders = HTTPHeaders()
    let uri: Vapor.URI = URI()
    let client: Vapor.HTTPClient = HTTPClient()
    let clientError: Vapor.HTTPClientError = HTTPClientError()
    let socket: Vapor.WebSocket = WebSocket()
    let route: Vapor.Route = Route()
    let router: Hummingbird.Router = Router()
    let application: Hummingbird.Application = Application(router: Router())
    let environment: Hummingbird.Environment = Environment()
    let counter: Metrics.Counter = Counter(label: "theirs")
    let gauge: Metrics.Gauge = Gauge(label: "theirs")
    let meter: Metrics.Meter = Meter(label: "theirs")
    let recorder: Metrics.Recorder = Recorder(label: "theirs")
    let timer: Metrics.Timer = Timer(label: "theirs")
}

struct Quiet: Middleware {
    func respond(to request: Request, chainingTo next: Next) async throws -> Response { try await next(request) }
}

/// A bot that lives in their server: the two sorts of request and response stand side by side.
struct Bot: Service {
    let app: App
    let logger: Logger

    func run() async throws { logger.info("The bot lives here") }

    func answer(_ request: HTTPRequest, body: [UInt8]) async -> HTTPResponse {
        let answer = await app.handle(HTTP.Request(method: "POST", target: request.path ?? "/", body: body))
        return answer.status == 200 ? HTTPResponse() : HTTPResponse()
    }
}
