/* `letterlint init`: a configuration to begin with. Lines that begin with `##` explain; taking `# `
 * from the others gives a configuration that loads, which tests/cli/config.bats does. */
#include "cli/cli.h"

#include "base/file.h"
#include "cli/path.h"

#include <string.h>

static const char template[] =
    "## What letterlint holds letters against, for those in this folder and below it.\n"
    "## Lines with two # explain; take the '# ' from a line with one to switch it on.\n"
    "## 'letterlint --show-settings draft.md' shows what holds, and who said so.\n"
    "\n"
    "letterlint: 1 # the version of the language\n"
    "\n"
    "## Configurations to begin with; this one wins over them. Where a folder has a\n"
    "## configuration, those of the folders above count only if it extends them.\n"
    "# extends: [../.letterlint.yaml]\n"
    "\n"
    "## By whom and for what the letters are; 'letterlint profiles' lists the profiles.\n"
    "## A letter's front matter and --profile win over it.\n"
    "# profile: [senior, payments]\n"
    "\n"
    "## How strict each rule is: off, on, note, warning, error, or what it counts by.\n"
    "## 'letterlint rules' lists the rules.\n"
    "# rules:\n"
    "#   missing-observability: off\n"
    "#   stack-soup: error\n"
    "#   word-count: {params: {max: 450}}\n"
    "#   vague-closing: {level: note}\n"
    "\n"
    "## Phrases that are no fault, whatever a rule says of them.\n"
    "# accept:\n"
    "#   - passionate about bees\n"
    "\n"
    "## The spelling of the letters: en-GB or en-US.\n"
    "# spelling: en-GB\n"
    "\n"
    "## Rules of your own: files, or folders of them.\n"
    "# rule-files: [rules]\n"
    "\n"
    "## Words that the shipped terms lack, or have too many of.\n"
    "# terms:\n"
    "#   technology:\n"
    "#     add: {names: [Zig, [TigerBeetle, Tiger Beetle]]}\n"
    "#     drop: [Excel]\n"
    "\n"
    "## Other settings for some letters; of several that match, a later one wins.\n"
    "# paths:\n"
    "#   - match: [early/**, internship.md]\n"
    "#     profile: early-career\n"
    "#     rules:\n"
    "#       stack-soup: note\n"
    "#     accept: [eager to learn]\n"
    "\n"
    "## What is passed over when folders are walked, as .gitignore would write it.\n"
    "# ignore: [sent/, '*.tmp.md', '!keep.tmp.md']\n"
    "\n"
    "## What the letters in folders end in.\n"
    "# extensions: [.md, .markdown, .txt]\n";

void cli_init(cli *run) {
    const cli_list *arguments = &run->options.arguments;
    const char *folder = arguments->count ? arguments->items[0] : ".", *problem;
    if (arguments->count > 1) {
        cli_fail(run, "'letterlint init' writes into one directory");
        return;
    }
    const char *name =
        cli_path_join(run->arena, cli_path_absolute(run->arena, folder), ".letterlint.yaml");
    const char *path = cli_path_shown(run->arena, name);
    if (*folder && !ll_file_is_directory(folder))
        cli_fail(run, "%s: %s", folder,
                 cli_path_exists(folder) ? "is not a directory" : "there is no such directory");
    else if (!*folder)
        cli_fail(run, "an empty name is no directory");
    else if (cli_path_exists(name))
        cli_fail(run, "%s: is there already, and is left as it is", path);
    else if (!ll_file_write(name, ll_str_of(template), run->arena, &problem))
        cli_fail(run, "%s: %s", path, problem);
    else
        cli_warn("wrote %s; take the '# ' from the lines that you want", path);
}
