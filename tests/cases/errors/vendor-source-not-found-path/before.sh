git init -q -b main lib
cp -r out/types lib/types
cd lib
git add -A
git -c user.name=a -c user.email=a@b commit -qm one
