"""MSAL Python of Debian: device code, silent, refresh, secret, code flow with PKCE.

Passwords are left out: it asks for the user's realm at the authority's host without its port.
"""
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlparse

import msal

tenant = json.load(sys.stdin)


def say(**line):
    print(json.dumps(line), flush=True)


def got(answer):
    if "access_token" not in answer:
        sys.exit(json.dumps(answer))
    return answer


scopes = [tenant["organization"] + "/user_impersonation"]
options = {"authority": tenant["authority"], "instance_discovery": False}

public = msal.PublicClientApplication(tenant["public"], **options)
flow = public.initiate_device_flow(scopes)
say(open=flow["verification_uri"] + "#" + flow["user_code"])
device = got(public.acquire_token_by_device_flow(flow))
account = public.get_accounts()[0]
silent = got(public.acquire_token_silent_with_error(scopes, account))
refreshed = got(public.acquire_token_silent_with_error(scopes, account, force_refresh=True))

web = msal.ConfidentialClientApplication(tenant["web"], client_credential=tenant["secret"], **options)
itself = got(web.acquire_token_for_client([tenant["organization"] + "/.default"]))


class Redirect(BaseHTTPRequestHandler):
    came = None

    def do_GET(self):
        Redirect.came = dict(parse_qsl(urlparse(self.path).query))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("localhost", 0), Redirect)
code = web.initiate_auth_code_flow(scopes, redirect_uri=f"http://localhost:{server.server_port}/callback")
say(open=code["auth_uri"])
while not Redirect.came:
    server.handle_request()
by_code = got(web.acquire_token_by_auth_code_flow(code, Redirect.came))

say(
    result={
        "user": account["username"],
        "silentIsCached": silent["access_token"] == device["access_token"],
        "refreshedIsNew": refreshed["access_token"] != device["access_token"],
        "application": itself["token_type"],
        "code": by_code["id_token_claims"]["preferred_username"],
    }
)
