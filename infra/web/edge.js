// Runs at CloudFront for every request: tells the API who asks, and gives the page for the address of a screen.
function handler(event) {
  var request = event.request;
  request.headers["x-relata-viewer"] = { value: event.viewer.ip }; // in the place of what the viewer may have sent
  if (!request.uri.startsWith("/v1/") && request.uri.lastIndexOf(".") < request.uri.lastIndexOf("/")) {
    request.uri = "/index.html";
  }
  return request;
}
