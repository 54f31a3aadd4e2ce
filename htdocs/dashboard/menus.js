/* menus: one is open at most, and a click elsewhere or Escape closes it. */

function openMenus() {
	return [...document.querySelectorAll('details.menu[open]')];
}

export function watchMenus() {
	addEventListener('click', ({ target }) => {
		for (const menu of openMenus())
			if (!menu.contains(target))
				menu.open = false;
	});
	addEventListener('keydown', ({ key }) => {
		for (const menu of key === 'Escape' ? openMenus() : []) {
			menu.open = false;
			menu.querySelector('summary').focus();
		}
	});
}
