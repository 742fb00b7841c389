"""Public pages know nobody: what a browser sends of itself is taken away before anything reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
PLACES = ("/publik/", "/public/", "/open/")


def nameless(get_response: Next) -> Next:
    """No cookie comes in, so no answer can depend on one; none goes out. Proxies may keep one answer for all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACES):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        response.cookies.clear()
        vary = [name.strip() for name in response.headers.get("Vary", "").split(",")]
        kept = [name for name in vary if name and name.lower() != "cookie"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        else:
            response.headers.pop("Vary", None)
        return response

    return middleware
