class Shape:
    def __init__(self):
        self.width = 3
    def area(self):
        return self.widht
Shape().area()
