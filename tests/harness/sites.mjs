/* sites: projects and sites beside the one an installation begins with. */

/* list: [{project, privacy, pixel, website, hosts, more: columns of the
 * project that no command changes}]; a project is made with its first site. */
export function addSites(install, list) {
	const made = new Set(["Test"]);
	for (const site of list) {
		if (!made.has(site.project))
			install.cli("project", "add", site.project, "--privacy",
				site.privacy ?? "identified");
		made.add(site.project);
		install.cli("pixel", "add", site.project, site.pixel,
			"--id", site.pixel,
			...site.website ? ["--website", site.website] : [],
			...site.hosts ? ["--hosts", site.hosts] : []);
		change(install, site);
	}
}

function change(install, { project, more = {} }) {
	for (const [name, value] of Object.entries(more))
		install.change(`UPDATE projects SET ${name} = '${value}'
			WHERE name = '${project}'; UPDATE settings
			SET settings_version = settings_version + 1`);
}
