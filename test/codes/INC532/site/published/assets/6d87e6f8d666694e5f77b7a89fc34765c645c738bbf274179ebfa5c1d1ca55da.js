alert("This is not a picture.")
