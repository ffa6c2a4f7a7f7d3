from pydantic_frozen.pydantic import Cat, Dog

Cat().lives_left = 3
Dog().name = "Rex"
Cat(livesLeft=1)
