# What fish offers for a command line, one match a line.
#
#   fish --no-config fish_matches.fish FILE LINE
source $argv[1]
complete -C $argv[2] | string replace -r '\t.*' ''
exit 0
