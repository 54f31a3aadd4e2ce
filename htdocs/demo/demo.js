/*
 * The shop has no server: Apache refuses a POST to a static page, so the
 * submit event is answered here, as a site with an AJAX form would.
 */
var form = document.getElementById('contact');

form.addEventListener('submit', function (event) {
	event.preventDefault();
	location.assign('thanks.html');
});
