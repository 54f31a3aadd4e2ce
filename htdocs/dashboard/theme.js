/* theme: the colours chosen before, set before anything is painted. */
(function () {
	'use strict';
	try {
		var theme = localStorage.getItem('leadpixel-theme');

		if (theme === 'light' || theme === 'dark')
			document.documentElement.dataset.theme = theme;
	} catch (refused) {
		/* without storage: as the system has it */
	}
}());
