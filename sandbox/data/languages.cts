/** Translation has a list of its own, shorter than the one for scripts. */
export const TRANSLATION_LANGUAGES: readonly { code: string; name: string }[] = (
	'ar arabic,bg bulgarian,zh chinese,hr croatian,cs czech,da danish,nl dutch,en english,fil filipino,fi finnish,' +
	'fr french,de german,el greek,hi hindi,hu hungarian,id indonesian,it italian,ja japanese,ko korean,ms malay,' +
	'no norwegian,pl polish,pt portuguese,ro romanian,ru russian,sk slovak,es spanish,sv swedish,ta tamil,' +
	'tr turkish,uk ukrainian,vi vietnamese'
)
	.split(',')
	.map((pair) => pair.split(' '))
	.map(([code, name]) => ({ code, name }));
